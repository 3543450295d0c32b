'use client'

import { useState, type ReactNode } from 'react'
import type { ConsoleActions } from '@/lib/contract/contract'
import type { ConsoleError } from '@/lib/result'
import { unreachable } from '../ui/confirm'
import { FormDialog } from '../ui/form-dialog'
import { PresentPassword } from '../ui/present-password'
import { AnyCode } from './code-input'

type Proof = {
  /** Does something that takes a proof of the last minutes, after what is asked for again. */
  proven: (work: () => void | Promise<void>) => Promise<void>
  /** Why it could not be begun. */
  error: ConsoleError | undefined
  /** Where it is asked for: stands somewhere on the page. */
  dialog: ReactNode
}

/** What is asked for again: what a sign-in would take. */
type Asked = 'password' | 'password-and-code'

/** By the code with which the server refused; undefined: nothing that can be asked for here. */
const askedBy: Record<string, Asked | undefined> = { 'password-again': 'password', 'code-again': 'password-and-code' }

/**
 * Asks for the password, and for a code where there is an authenticator, when the sign-in is too long ago for what is to be done.
 * @param because what that is, as the end of a sentence.
 */
export function useProof(
  username: string,
  prove: ConsoleActions['proveAgain'],
  because = 'this changes how your account is signed in to',
): Proof {
  const [waiting, setWaiting] = useState<{ asked: Asked; work: () => void | Promise<void> }>()
  const [error, setError] = useState<ConsoleError>()

  const proven: Proof['proven'] = async (work) => {
    setError(undefined)
    try {
      const result = await prove()
      const asked = result.ok ? undefined : askedBy[result.error.code]
      if (result.ok) await work()
      else if (asked) setWaiting({ asked, work })
      else setError(result.error)
    } catch (cause) {
      setError(unreachable(cause))
    }
  }
  const close = () => setWaiting(undefined)
  const dialog = waiting && (
    <AskAgain
      asked={waiting.asked}
      username={username}
      prove={prove}
      because={because}
      onClose={close}
      onProven={() => {
        close()
        // What goes wrong there is said there.
        void Promise.resolve(waiting.work()).catch((cause: unknown) => setError(unreachable(cause)))
      }}
    />
  )
  return { proven, error, dialog }
}

type AskAgainProps = {
  asked: Asked
  username: string
  prove: ConsoleActions['proveAgain']
  because: string
  onClose: () => void
  onProven: () => void
}

function AskAgain({ asked, username, prove, because, onClose, onProven }: AskAgainProps) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  const takesCode = asked === 'password-and-code'
  return (
    <FormDialog
      title={takesCode ? 'Enter your password and a code again' : 'Enter your password again'}
      description={`You signed in more than ten minutes ago, and ${because}.`}
      verb="Go on"
      width="narrow"
      onClose={onClose}
      send={() => {
        setTried(true)
        if (password === '' || (takesCode && code.trim() === '')) return undefined
        return prove(...(takesCode ? [password, code] : [password])).then((result) => {
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
      {takesCode && (
        <AnyCode value={code} onChange={setCode} error={tried && code.trim() === '' ? 'Enter a code.' : undefined} />
      )}
    </FormDialog>
  )
}
