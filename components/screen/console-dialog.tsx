'use client'

import { useRef, useState } from 'react'
import { failed, type ConsoleError } from '@/lib/result'
import { useConsoleActions } from '../console/console-context'
import { Button, CopyButton } from '../ui/button'
import { unreachable } from '../ui/confirm'
import { Dialog } from '../ui/dialog'
import { ErrorNotice, Notice } from '../ui/notice'
import type { VmWithScreen } from './screen-context'

type Opened = { uri: string; withTicket: boolean }

/** Calls VMRC, with an address that is made on this press and forgotten with this dialog. */
export function ConsoleDialog({ vm, onClose }: { vm: VmWithScreen; onClose: () => void }) {
  const actions = useConsoleActions()
  const verb = useRef<HTMLButtonElement>(null)
  const [busy, setBusy] = useState(false)
  const [opened, setOpened] = useState<Opened>()
  const [error, setError] = useState<ConsoleError>()
  const wait = busy ? 'Sent; wait for the reply.' : undefined

  const open = async () => {
    setBusy(true)
    setError(undefined)
    const reply = await actions.openConsole(vm.key).catch((cause: unknown) => failed(unreachable(cause)))
    setBusy(false)
    if (!reply.ok) return setError(reply.error)
    setOpened(reply.value)
    const link = document.createElement('a')
    link.href = reply.value.uri
    link.click()
  }

  return (
    <Dialog
      open
      onOpenChange={(isOpen) => !isOpen && !busy && onClose()}
      title={`Console of ${vm.name}`}
      initialFocus={() => verb.current}
      description="VMware Remote Console (VMRC) has to be on this computer, and has to reach the server by the address that Andon knows it by. The record says who opened a console."
      footer={
        <>
          <Button onClick={onClose} disabledReason={wait}>
            Close
          </Button>
          <Button ref={verb} tone="solid" onClick={() => void open()} disabledReason={wait}>
            {opened ? 'Open again' : 'Open in VMRC'}
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} />}
      {opened && (
        <Notice role="status" action={<CopyButton text={opened.uri} label="Copy the address" />}>
          {opened.withTicket
            ? 'VMRC was called, with a ticket that signs in once. If nothing opened, it is not installed here: the address can be given to it by hand.'
            : 'VMRC was called. It asks for your account at the server: tickets are given out to others only. If nothing opened, it is not installed here.'}
        </Notice>
      )}
    </Dialog>
  )
}
