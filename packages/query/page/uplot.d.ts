// Served under this name by the service, out of the package.
export { default } from 'uplot';
