import { useQuery, useQueryClient } from '@tanstack/react-query';
import { changeProfile } from '../../api/me.ts';
import { useAnnounce } from '../../components/announcer.tsx';
import { Form } from '../../components/form.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { Skeleton } from '../../components/skeleton.tsx';
import { TextField } from '../../components/text-field.tsx';
import { formText } from '../../forms/form-text.ts';
import { profileQuery } from '../../queries/me.ts';
import { sessionQuery } from '../../queries/session.ts';

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
      send={(data) => changeProfile({ name: formText(data, 'name') })}
      onDone={(changed) => {
        client.setQueryData(profileQuery.queryKey, changed);
        client.invalidateQueries({ queryKey: sessionQuery.queryKey });
        announce('Your profile is saved');
      }}
    >
      <TextField label="Name" name="name" autoComplete="name" defaultValue={profile.name ?? ''} />
      <TextField label="E-mail" name="email" type="email" defaultValue={profile.email} readOnly />
    </Form>
  );
}
