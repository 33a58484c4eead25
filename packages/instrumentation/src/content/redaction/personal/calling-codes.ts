// Valid first digits of telephone numbers: the calling codes of countries (ITU-T E.164), and the lengths.

/** All assigned codes; a number with other first digits cannot exist. */
const CODE =
  /^(?:1|7|20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[12467]|9[0-58]|21[1236-8]|2[2-6]\d|29[0178]|3[578]\d|42[013]|50\d|59\d|67[02-9]|68\d|69[0-2]|80[08]|85[02356]|870|88[0136-8]|96[0-8]|97[0-7]|979|99[2-68])/;
const MAX_DIGITS = 15;
const MIN_DIGITS = 8;
const NORTH_AMERICA = /^1[2-9]\d{9}$/;

/** Whether `value`, with a `+` or `00` prefix, may be a telephone number. */
export function isCallable(value: string): boolean {
  const digits = value.replace(/%2B|%20|\D/gi, '').replace(/^00/, '');
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return false;
  return digits.startsWith('1') ? NORTH_AMERICA.test(digits) : CODE.test(digits);
}
