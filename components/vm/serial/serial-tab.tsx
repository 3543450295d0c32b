'use client'

import { formatList } from '@/lib/format/list'
import { useState } from 'react'
import { mostSerialPorts, type VmSerialPorts } from '@/lib/hardware/vm-hardware'
import type { Verb } from '@/lib/runs/verb'
import { powerOnQuestion } from '@/lib/serial/power-on-question'
import type { Known } from '@/lib/vsphere/known'
import { withoutUndefined } from '@/lib/without-undefined'
import { useAccount, useConsoleActions } from '../../console/console-context'
import { StatusGlyph } from '../../glyphs/status-glyph'
import { useDatastoreNames } from '../../live/datastore-names'
import { useIsOld } from '../../live/live-provider'
import { Button } from '../../ui/button'
import { useConfirm } from '../../ui/confirm'
import { NotWhole } from '../../ui/facts'
import { ErrorNotice } from '../../ui/notice'
import { Empty } from '../../ui/placeholders'
import { useVmReading } from '../use-vm-reading'
import { VmNotRead } from '../vm-not-read'
import { disabledReason } from '../vm-row'
import type { VmTabProps } from '../vm-tab'
import type { KnownPort } from './serial-form'
import { SerialPortDialog } from './serial-port-dialog'
import { SerialTable } from './serial-table'

/** The VM's serial ports: what is behind each, and which of them makes power-on stop and ask. */
export function SerialTab({ row, run }: Pick<VmTabProps, 'row' | 'run'>) {
  const actions = useConsoleActions()
  const { role } = useAccount()
  const old = useIsOld()
  const confirm = useConfirm()
  const [dialog, setDialog] = useState<{ port: KnownPort | undefined }>()
  const { vm } = row
  const datastores = useDatastoreNames(vm.connection)
  const {
    value: read,
    error,
    refetch,
  } = useVmReading<Known<VmSerialPorts>>('vm-serial-ports', vm, (key) => actions.readSerialPorts(key))
  const reason = (verb: Verb) =>
    old
      ? 'Old data. Andon does not answer, so nothing can be started.'
      : run.busy
        ? 'Sent; wait for the reply.'
        : disabledReason(verb, row, role)

  if (!read) return <VmNotRead row={row} error={error} onRetry={refetch} isAlone />
  if (!read.known) {
    return (
      <Empty fact="Whether this VM has serial ports is not known" className="panel">
        {read.because}
      </Empty>
    )
  }
  const { value } = read
  const { ports, changeVersion } = value
  const addReason =
    ports.length >= mostSerialPorts ? `A VM has room for ${mostSerialPorts} serial ports.` : reason('addSerialPort')
  const [editReason, removeReason] = [reason('editSerialPort'), reason('removeSerialPort')]
  // What the buttons of a row cannot do now, where it is not said above already: a finger finds no tooltip.
  const elsewhere = [
    ...(editReason === undefined || editReason === addReason ? [] : [`Edit: ${editReason}`]),
    ...(removeReason === undefined || removeReason === addReason ? [] : [`Remove: ${removeReason}`]),
  ]
  const remove = ({ key, label, backing }: KnownPort) =>
    confirm({
      title: `Remove ${label}: ${vm.name}`,
      effect:
        backing.kind === 'file'
          ? 'The guest no longer has the port. The output file stays on the datastore.'
          : 'The guest no longer has the port. Nothing else is lost.',
      verb: 'Remove serial port',
      tone: 'destructive',
      run: () =>
        run.start({
          verb: 'removeSerialPort',
          deviceKey: key,
          deviceLabel: label,
          ...withoutUndefined({ changeVersion }),
        }),
    })
  const addButton = (
    <Button onClick={() => setDialog({ port: undefined })} disabledReason={addReason} reasonIsVisible>
      Add serial port
    </Button>
  )
  const asking = ports.filter(({ backing, fileExists }) => powerOnQuestion(backing, fileExists).asks === 'always')
  return (
    <div className="grid gap-3">
      {error && <ErrorNotice error={error} />}
      {ports.length === 0 ? (
        <Empty
          fact={value.unread === undefined ? 'This VM has no serial port' : 'No serial port could be read'}
          className="panel"
        >
          <div className="grid justify-items-center gap-2">
            {addButton}
            {addReason !== undefined && <p className="text-xs text-ink-3">{addReason}</p>}
          </div>
        </Empty>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            {addButton}
            {addReason !== undefined && <p className="text-xs text-ink-3">{addReason}</p>}
          </div>
          {asking.length > 0 && (
            <PowerOnNote labels={asking.map(({ label }) => label)} autoAnswer={row.connection?.autoAnswer.on} />
          )}
          {elsewhere.length > 0 && <p className="text-xs text-ink-3">{elsewhere.join(' ')}</p>}
          <SerialTable
            ports={ports}
            datastores={datastores}
            isOn={vm.powerState === 'poweredOn'}
            editReason={editReason}
            removeReason={removeReason}
            onEdit={(port) => setDialog({ port })}
            onRemove={remove}
          />
        </>
      )}
      <NotWhole unread={value.unread} />
      {dialog && (
        <SerialPortDialog
          vm={vm}
          all={value}
          port={dialog.port}
          onSend={run.start}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  )
}

type PowerOnNoteProps = {
  /** The ports whose output file is there. */
  labels: readonly string[]
  /** Of the connection; undefined while that is not known. */
  autoAnswer: boolean | undefined
}

/** That the next power-on will stop at a question, and what auto-answer will do with it. */
function PowerOnNote({ labels, autoAnswer }: PowerOnNoteProps) {
  return (
    <p className="flex items-start gap-2 text-sm text-ink-2">
      <StatusGlyph glyph="questionRaised" className="mt-0.5" />
      <span>
        The next power-on or reset asks because of {formatList(labels)}.{' '}
        {autoAnswer === true &&
          'Auto-answer is on: started from Andon, the host’s default is given, which is Append, and it goes on.'}
        {autoAnswer === false &&
          'Auto-answer is off: started from Andon, the task is cancelled if it can be, and the question is shown as an error.'}
      </span>
    </p>
  )
}
