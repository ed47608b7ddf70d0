import { useQuery, useQueryClient } from '@tanstack/react-query';
import { changeProfile, type ProfileChange } from '../../api/me.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Checkbox } from '../../components/checkbox.tsx';
import { Form } from '../../components/form.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { profileQuery } from '../../queries/me.ts';
import { sessionQuery } from '../../queries/session.ts';

const languages = [
  { value: 'en', label: 'English' },
  { value: 'de', label: 'Deutsch' },
];

/** Who the customer is. The e-mail is what one signs in with, so it stays. */
export function ProfileForm() {
  const client = useQueryClient();
  const announce = useAnnounce();
  const { data: profile, error, refetch } = useQuery(profileQuery);
  if (error !== null) return <ProblemNotice error={error} onRetry={refetch} />;
  if (profile === undefined) return <Skeleton shape="block" />;
  return (
    <Form
      label="Profile"
      submitLabel="Save the profile"
      look="secondary"
      send={(data) => changeProfile(readProfileForm(data))}
      onDone={(changed) => {
        client.setQueryData(profileQuery.queryKey, changed);
        client.invalidateQueries({ queryKey: sessionQuery.queryKey });
        announce('Your profile is saved');
      }}
    >
      <TextField label="Name" name="name" autoComplete="name" defaultValue={profile.name ?? ''} />
      <TextField label="E-mail" name="email" type="email" defaultValue={profile.email} readOnly />
      <SelectField label="Language of e-mails" name="locale" defaultValue={profile.locale} options={languages} />
      <Checkbox label="Send me news and offers" name="marketingEmails" defaultChecked={profile.marketingEmails} />
    </Form>
  );
}

function readProfileForm(data: FormData): ProfileChange {
  return {
    name: formText(data, 'name'),
    locale: formText(data, 'locale') === 'de' ? 'de' : 'en',
    marketingEmails: data.has('marketingEmails'),
  };
}
