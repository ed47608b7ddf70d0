import { expect } from 'chai';
import { fieldErrorsOf } from '../src/forms/field-errors.ts';
import { readAddress } from '../src/forms/read-address.ts';
import { readCheckoutForm } from '../src/pages/checkout/read-checkout-form.ts';

describe('forms', () => {
  it('find their field however the API writes its path', () => {
    for (const path of [
      'shippingAddress.city',
      '/shippingAddress/city',
      'body.shippingAddress.city',
      '/body/shippingAddress/city',
    ]) {
      expect(fieldErrorsOf([{ path, message: 'No.' }]), path).to.deep.equal({ 'shippingAddress.city': 'No.' });
    }
  });

  it('say whole sentences where the API says what is wrong with a member', () => {
    const shown = (message: string) => fieldErrorsOf([{ path: 'code', message }]).code;

    expect(shown('is wrong or has expired')).to.equal('This is wrong or has expired.');
    expect(shown('at most 64 characters before the @')).to.equal('At most 64 characters before the @.');
    expect(shown('Invalid email address')).to.equal('Invalid email address.');
  });

  it('show the first of several messages for one field', () => {
    const errors = fieldErrorsOf([
      { path: 'email', message: 'First.' },
      { path: 'email', message: 'Second.' },
    ]);

    expect(errors).to.deep.equal({ email: 'First.' });
  });

  it('leave optional address lines out when they are empty: the API refuses empty ones', () => {
    const data = form({
      'a.name': ' Robin ',
      'a.line1': 'Main 1',
      'a.line2': ' ',
      'a.city': 'Berlin',
      'a.region': '',
      'a.postalCode': '10115',
      'a.country': 'DE',
    });

    expect(readAddress(data, 'a')).to.deep.equal({
      name: 'Robin',
      line1: 'Main 1',
      city: 'Berlin',
      postalCode: '10115',
      country: 'DE',
    });
  });

  it('make an order of the checkout form, billed to the delivery address unless told otherwise', () => {
    const typed = {
      email: 'robin@example.com',
      'shippingAddress.name': 'Robin',
      shippingMethod: 'standard',
      'payment.provider': 'sandbox',
      'payment.token': 'tok_ok',
    };
    const total = { amountMinor: 4663, currency: 'EUR' };

    const order = readCheckoutForm(form(typed), total);
    const billed = readCheckoutForm(form({ ...typed, 'billingAddress.line1': 'Side 2' }), undefined);

    expect(order).to.deep.include({ payment: { provider: 'sandbox', token: 'tok_ok' }, expectedTotal: total });
    expect(order).not.to.have.property('billingAddress');
    expect(billed.billingAddress).to.include({ line1: 'Side 2' });
    expect(billed).not.to.have.property('expectedTotal');
  });
});

function form(fields: Record<string, string>): FormData {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return data;
}
