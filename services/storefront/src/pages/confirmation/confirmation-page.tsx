import { useLocation, useNavigate, useSearchParams } from 'react-router';
import { confirmSignUp } from '../../api/auth.ts';
import { ApiProblem, isProblem } from '../../api/problem.ts';
import { Form } from '../../components/form.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { readHandover } from '../../location-state.ts';

/** Takes the code that proves that an account's e-mail is its owner's. */
export function ConfirmationPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const { email } = readHandover(useLocation().state);

  async function send(data: FormData): Promise<string> {
    const confirmed = formText(data, 'email');
    await confirmSignUp(confirmed, formText(data, 'code')).catch(explainWrongCode);
    return confirmed;
  }

  return (
    <Page title="Confirm your e-mail" lead="We have sent you a code by e-mail. Enter it here to finish." width="narrow">
      <Form
        submitLabel="Confirm"
        send={send}
        onDone={(confirmed) =>
          navigate(`/sign-in?${params}`, {
            state: { email: confirmed, news: 'Your account is ready. Sign in to use it.' },
          })
        }
      >
        <TextField label="E-mail" name="email" type="email" autoComplete="username" defaultValue={email} />
        <TextField label="Code" name="code" autoComplete="one-time-code" inputMode="numeric" />
      </Form>
    </Page>
  );
}

function explainWrongCode(cause: unknown): never {
  if (!isProblem(cause, 'validation-failed') || cause.errors.every(({ path }) => path !== 'code')) throw cause;
  const errors = [
    { path: 'code', message: 'This code is wrong or has expired. Please use the one in the latest e-mail.' },
  ];
  throw new ApiProblem({ ...cause, errors }, { cause });
}
