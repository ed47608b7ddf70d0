import type { FieldProblem } from '../api/problem.ts';

/** Messages by field name, as the form's inputs are named. */
export type FieldErrors = Readonly<Record<string, string>>;

/** The API's refusals by field name: `/shippingAddress/city` and `body.shippingAddress.city` are one field. */
export function fieldErrorsOf(problems: readonly FieldProblem[]): FieldErrors {
  return Object.fromEntries(problems.map(({ path, message }) => [fieldName(path), sentenceOf(message)]).reverse());
}

function fieldName(path: string): string {
  return path
    .replaceAll('/', '.')
    .replace(/^\.+/, '')
    .replace(/^body\./, '');
}

/** The API tells of a member: `is wrong or has expired`. Beside its field that is `This is wrong or has expired.` */
function sentenceOf(message: string): string {
  const subject = /^(is|are|has|must|can|should|may|needs) /.test(message) ? 'This ' : '';
  const sentence = `${subject}${message}`;
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}${/[.!?]$/.test(sentence) ? '' : '.'}`;
}

/** What the browser already knows to be wrong, in the shop's own words. */
export function nativeErrorsOf(form: HTMLFormElement): FieldErrors {
  const errors: Record<string, string> = {};
  for (const element of form.elements) {
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) continue;
    if (element.name === '' || element.validity.valid || element.name in errors) continue;
    errors[element.name] = nativeMessage(element);
  }
  return errors;
}

function nativeMessage(element: HTMLInputElement | HTMLSelectElement): string {
  const { validity } = element;
  if (validity.valueMissing)
    return element instanceof HTMLSelectElement ? 'Please choose one.' : 'Please fill this in.';
  if (validity.typeMismatch) return 'Please write it like name@example.com.';
  if (validity.tooShort && element instanceof HTMLInputElement)
    return `Please use at least ${element.minLength} characters.`;
  return element.validationMessage;
}
