import { setNewPassword } from '../../api/auth.ts';
import { Form } from '../../components/form.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formSecret, formText } from '../../forms/form-text.ts';

interface NewPasswordFormProps {
  email: string;
  onDone: () => void;
}

/** The second step of a password reset. */
export function NewPasswordForm({ email, onDone }: NewPasswordFormProps) {
  return (
    <Form
      submitLabel="Set the password"
      send={(data) => setNewPassword(formText(data, 'email'), formText(data, 'code'), formSecret(data, 'newPassword'))}
      onDone={onDone}
    >
      <TextField label="E-mail" name="email" type="email" autoComplete="username" defaultValue={email} readOnly />
      <TextField label="Code" name="code" autoComplete="one-time-code" inputMode="numeric" />
      <TextField
        label="New password"
        name="newPassword"
        type="password"
        autoComplete="new-password"
        minLength={12}
        hint="At least 12 characters."
      />
    </Form>
  );
}
