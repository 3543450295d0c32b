'use client'

import { useState, type ReactNode } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { ConsoleError } from '@/lib/result'
import { unreachable } from '../ui/confirm'
import { FormDialog } from '../ui/form-dialog'
import { PresentPassword } from '../ui/present-password'

type Proof = {
  /** Does something that takes a proof of the last minutes, after the password where that is asked for. */
  proven: (work: () => void | Promise<void>) => Promise<void>
  /** Why it could not be begun. */
  error: ConsoleError | undefined
  /** Where the password is asked for: stands somewhere on the page. */
  dialog: ReactNode
}

/**
 * Asks for the password again when the sign-in is too long ago for what is to be done.
 * @param because what that is, as the end of a sentence.
 */
export function useProof(
  username: string,
  prove: ConsoleActions['proveAgain'],
  because = 'this changes how your account is signed in to',
): Proof {
  const [waiting, setWaiting] = useState<() => void | Promise<void>>()
  const [error, setError] = useState<ConsoleError>()

  const proven: Proof['proven'] = async (work) => {
    setError(undefined)
    try {
      const result = await prove()
      if (result.ok) await work()
      else if (result.error.code === 'password-again') setWaiting(() => work)
      else setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }
  const close = () => setWaiting(undefined)
  const dialog = waiting && (
    <PasswordAgain
      username={username}
      prove={prove}
      because={because}
      onClose={close}
      onProven={() => {
        close()
        // What goes wrong there is said there.
        void Promise.resolve(waiting()).catch((cause: unknown) => setError(unreachable(cause)))
      }}
    />
  )
  return { proven, error, dialog }
}

type PasswordAgainProps = {
  username: string
  prove: ConsoleActions['proveAgain']
  because: string
  onClose: () => void
  onProven: () => void
}

function PasswordAgain({ username, prove, because, onClose, onProven }: PasswordAgainProps) {
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title="Enter your password again"
      description={`You signed in more than ten minutes ago, and ${because}.`}
      verb="Go on"
      width="narrow"
      onClose={onClose}
      send={() => {
        setTried(true)
        if (password === '') return undefined
        return prove(password).then((result) => {
          if (result.ok) onProven()
          return result
        })
      }}
    >
      <PresentPassword
        username={username}
        value={password}
        onChange={setPassword}
        error={tried && password === '' ? 'Enter your password.' : undefined}
      />
    </FormDialog>
  )
}
