import { Field, TextInput } from './field'

type Props = {
  /** Whose it is, for password managers. */
  username: string
  label?: string
  error: string | undefined
  value: string
  onChange: (password: string) => void
}

/** The password that somebody who is signed in has, asked for again. */
export function PresentPassword({ username, label = 'Password', error, value, onChange }: Props) {
  return (
    <>
      <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
      <Field label={label} error={error}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            autoComplete="current-password"
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
        )}
      </Field>
    </>
  )
}
