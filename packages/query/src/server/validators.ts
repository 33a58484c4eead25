// Checks of parameters, compiled when the first request to a route comes: all of them take longer than the rest of the
// start.

import AjvCompiler from '@fastify/ajv-compiler';

type Build = ReturnType<typeof AjvCompiler>;
type Compile = ReturnType<Build>;

/** What Fastify builds such checks with. */
export function buildValidator(...[schemas, options]: Parameters<Build>): Compile {
  let compile: Compile | undefined;
  return ((route: Parameters<Compile>[0]) => {
    let validate: ReturnType<Compile> | undefined;
    return (data: unknown) => {
      validate ??= (compile ??= AjvCompiler()(schemas, options))(route);
      return validate(data) === true ? true : { error: validate.errors };
    };
  }) as unknown as Compile;
}
