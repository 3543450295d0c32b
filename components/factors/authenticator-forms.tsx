'use client'

import { useState } from 'react'
import { isCode, plainCode } from '@/lib/accounts/second-factor'
import type { AuthenticatorKey, RecoveryCodes } from '@/lib/contract/factors-input'
import type { Result } from '@/lib/result'
import { Button, CopyButton } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { FormDialog } from '../ui/form-dialog'
import { PresentPassword } from '../ui/present-password'
import { AnyCode, CodeInput } from './code-input'
import { QrCode } from './qr-code'

type Codes = Result<RecoveryCodes>
type GivesCodes = { onClose: () => void; onCodes: (codes: readonly string[]) => void }

const notACode = (code: string) => (isCode(plainCode(code)) ? undefined : 'Enter the six figures that the app shows.')

/** The key as a QR code and as text, and one code of the app, with which it holds. */
export function ConfirmAuthenticator({
  begun,
  confirm,
  onClose,
  onCodes,
}: GivesCodes & { begun: AuthenticatorKey; confirm: (code: string) => Promise<Codes> }) {
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title="Set up an authenticator app"
      description="Scan this with the app on your phone, or enter the key there. It holds when a code of the app has confirmed it."
      verb="Confirm"
      onClose={onClose}
      send={() => {
        setTried(true)
        return notACode(code) === undefined ? thenCodes(confirm(code), onCodes) : undefined
      }}
    >
      <div className="flex flex-wrap items-start gap-4">
        <QrCode text={begun.uri} label="QR code of the key" />
        <div className="grid min-w-0 flex-1 basis-48 gap-1 text-sm">
          <p className="font-medium" id="authenticator-key">
            Key
          </p>
          <code className="raw wrap-anywhere whitespace-normal!" aria-labelledby="authenticator-key">
            {begun.key}
          </code>
          <span className="mt-1">
            <CopyButton text={begun.key.replaceAll(' ', '')} label="Copy the key" />
          </span>
          <p className="mt-1 text-xs text-ink-2">Codes of six figures, each for 30 seconds (TOTP, SHA-1).</p>
        </div>
      </div>
      <CodeInput
        label="Code that the app shows"
        value={code}
        onChange={setCode}
        error={tried ? notACode(code) : undefined}
      />
    </FormDialog>
  )
}

async function thenCodes(reply: Promise<Codes>, onCodes: GivesCodes['onCodes']): Promise<Codes> {
  const result = await reply
  if (result.ok) onCodes(result.value.recoveryCodes)
  return result
}

/** Shown once: they are closed only by saying that they are stored. */
export function RecoveryCodesShown({ codes, onStored }: { codes: readonly string[]; onStored: () => void }) {
  return (
    <Dialog
      alert
      open
      width="wide"
      onOpenChange={() => {}}
      title="Your recovery codes"
      description="Each signs you in once, with your password, when the app is not at hand. They are shown only now: store them apart from your phone."
      footer={
        <>
          <CopyButton text={codes.join('\n')} label="Copy all of them" size="normal" />
          <Button tone="solid" onClick={onStored}>
            I have stored them
          </Button>
        </>
      }
    >
      <ol aria-label="Recovery codes" className="grid gap-x-6 gap-y-1 mid:grid-cols-2">
        {codes.map((code) => (
          <li key={code} className="font-mono text-sm">
            {code}
          </li>
        ))}
      </ol>
    </Dialog>
  )
}

type TurnOffProps = {
  username: string
  remove: (password: string, code: string) => Promise<Result<null>>
  onClose: () => void
  onDone: () => void
}

export function TurnOffAuthenticator({ username, remove, onClose, onDone }: TurnOffProps) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [tried, setTried] = useState(false)
  return (
    <FormDialog
      title="Turn off the authenticator app"
      description="Your password alone signs you in then, unless this console asks for a second factor. The recovery codes go too."
      verb="Turn off"
      width="narrow"
      onClose={onClose}
      send={() => {
        setTried(true)
        if (password === '' || code.trim() === '') return undefined
        return remove(password, code).then((result) => {
          if (result.ok) onDone()
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
      <AnyCode value={code} onChange={setCode} error={tried && code.trim() === '' ? 'Enter a code.' : undefined} />
    </FormDialog>
  )
}
