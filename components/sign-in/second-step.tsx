'use client'

import { useId, useRef, useState } from 'react'
import type { Result } from '@/lib/result'
import { CodeInput } from '../factors/code-input'
import { Button } from '../ui/button'
import { DoorForm } from './door-form'
import { PasskeyButton, type PasskeyCalls } from './passkey-button'
import { SignInField } from './sign-in-field'

type SecondStepProps = {
  /** What the account has. */
  asked: { username: string; authenticator: boolean; passkey: boolean }
  enter: (code: string) => Promise<Result<null>>
  passkey: PasskeyCalls
  next: string
}

/** After the password: a code of the authenticator, a recovery code, or a passkey in the place of both. */
export function SecondStep({ asked, enter, passkey, next }: SecondStepProps) {
  return (
    <>
      {asked.authenticator ? (
        <EnterCode enter={enter} next={next} />
      ) : (
        <p className="mb-4 text-sm text-ink-2">
          This console asks for a second factor. Yours is a passkey: it signs you in by itself.
        </p>
      )}
      {asked.passkey && (
        <div className={asked.authenticator ? 'mt-3' : undefined}>
          <PasskeyButton calls={passkey} next={next} tone={asked.authenticator ? 'plain' : 'solid'} />
        </div>
      )}
      <p className="mt-5 border-t border-line pt-4 text-sm text-ink-2">
        Lost it? An administrator can reset your second factor.{' '}
        <a href="/sign-in" className="link">
          Sign in as somebody else
        </a>
        .
      </p>
    </>
  )
}

function EnterCode({ enter, next }: { enter: SecondStepProps['enter']; next: string }) {
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [isRecovery, setRecovery] = useState(false)
  const [refused, setRefused] = useState(false)
  return (
    <>
      <DoorForm
        verb="Sign in"
        doing="Signing in"
        next={next}
        send={(entered) => {
          setRefused(false)
          return enter(entered('code'))
        }}
        onRefused={({ code }) => {
          setRefused(code === 'code-refused')
          input.current?.focus()
          input.current?.select()
        }}
      >
        {isRecovery ? (
          <SignInField
            key="recovery"
            ref={input}
            id={id}
            label="Recovery code"
            name="code"
            autoComplete="off"
            className="font-mono"
            refused={refused}
            hint="One of the ten that you were shown when you set it up. Each is good for one sign-in."
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- it takes the place of the field that had the focus
            autoFocus
          />
        ) : (
          <CodeInput
            key="code"
            ref={input}
            label="Code of your authenticator app"
            hint="Six figures. Each is good for half a minute, and once."
            refused={refused}
            large
            // oxlint-disable-next-line jsx-a11y/no-autofocus -- the page has one purpose, and the focus left the field before
            autoFocus
          />
        )}
      </DoorForm>
      <Button tone="quiet" className="mt-2 -ml-3" onClick={() => setRecovery(!isRecovery)}>
        {isRecovery ? 'Use a code of the app' : 'Use a recovery code'}
      </Button>
    </>
  )
}
