import { useState } from 'react';
import { useNavigate } from 'react-router';
import { requestPasswordReset } from '../../api/auth.ts';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { NewPasswordForm } from './new-password-form.tsx';

/** A new password in two steps: a code by e-mail, then the password with it. */
export function PasswordResetPage() {
  const navigate = useNavigate();
  const [email, setEmail] = useState<string>();

  async function request(data: FormData): Promise<string> {
    const address = formText(data, 'email');
    await requestPasswordReset(address);
    return address;
  }

  if (email !== undefined) {
    return (
      <Page
        title="Set a new password"
        lead="If there is an account with this e-mail, we have sent a code to it."
        width="narrow"
      >
        <NewPasswordForm
          email={email}
          onDone={() => navigate('/sign-in', { state: { email, news: 'Your new password is set. Sign in with it.' } })}
        />
      </Page>
    );
  }
  return (
    <Page title="Forgot your password?" lead="We send you a code to set a new one." width="narrow">
      <Form submitLabel="Send the code" send={request} onDone={setEmail}>
        <TextField label="E-mail" name="email" type="email" autoComplete="username" />
      </Form>
    </Page>
  );
}
