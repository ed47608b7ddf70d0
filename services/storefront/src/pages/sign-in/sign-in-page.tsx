import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { Form } from '../../components/form.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formSecret, formText } from '../../forms/form-text.ts';
import { localPath } from '../../local-path.ts';
import { readHandover } from '../../location-state.ts';
import { useSignIn } from '../../queries/session.ts';
import styles from './sign-in-page.module.css';

/** The way into an account, and on to where one wanted to go. */
export function SignInPage() {
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const signIn = useSignIn();
  const { email, news } = readHandover(useLocation().state);
  return (
    <Page title="Sign in" lead="Your cart stays with you." width="narrow">
      {news !== '' && <Notice tone="good" title={news} />}
      <Form
        submitLabel="Sign in"
        send={(data) => signIn(formText(data, 'email'), formSecret(data, 'password'))}
        onDone={() => navigate(localPath(params.get('next'), '/account'), { replace: true })}
      >
        <TextField label="E-mail" name="email" type="email" autoComplete="username" defaultValue={email} />
        <TextField label="Password" name="password" type="password" autoComplete="current-password" />
      </Form>
      <ul className={styles.ways}>
        <li>
          New here? <Link to={`/sign-up?${params}`}>Create an account</Link>
        </li>
        <li>
          <Link to="/password-reset">Set a new password</Link>
        </li>
        <li>
          <Link to="/confirmation">Confirm your e-mail</Link>
        </li>
        <li>
          <Link to="/order-lookup">Find an order without an account</Link>
        </li>
      </ul>
    </Page>
  );
}
