import { Link, useNavigate, useSearchParams } from 'react-router';
import { signUp } from '../../api/auth.ts';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formSecret, formText } from '../../forms/form-text.ts';

/** A new account; a code by e-mail confirms it. */
export function SignUpPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();

  async function send(data: FormData): Promise<{ email: string; confirmationRequired: boolean }> {
    const email = formText(data, 'email');
    const { confirmationRequired } = await signUp({
      email,
      password: formSecret(data, 'password'),
      name: formText(data, 'name'),
    });
    return { email, confirmationRequired };
  }

  return (
    <Page
      title="Create an account"
      lead="Keeps your orders and addresses in one place. You can also buy without one."
      width="narrow"
    >
      <Form
        submitLabel="Create the account"
        send={send}
        onDone={({ email, confirmationRequired }) =>
          navigate(`${confirmationRequired ? '/confirmation' : '/sign-in'}?${params}`, { state: { email } })
        }
      >
        <TextField label="Name" name="name" autoComplete="name" />
        <TextField label="E-mail" name="email" type="email" autoComplete="username" />
        <TextField
          label="Password"
          name="password"
          type="password"
          autoComplete="new-password"
          minLength={12}
          hint="At least 12 characters."
        />
      </Form>
      <p>
        Have an account already? <Link to={`/sign-in?${params}`}>Sign in</Link>
      </p>
    </Page>
  );
}
