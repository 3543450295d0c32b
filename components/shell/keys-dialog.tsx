'use client'

import { pages } from '../pages/pages'
import { Key } from '../ui/badge'
import { Dialog } from '../ui/dialog'
import { useSingleKeys } from '../ui/preferences'

const keys: { keys: string[]; does: string; single: boolean }[] = [
  { keys: ['Ctrl', 'K'], does: 'Search and commands', single: false },
  { keys: ['/'], does: 'Search in the table', single: true },
  ...pages.map((page) => ({ keys: ['g', page.key], does: page.label, single: true })),
  { keys: ['j'], does: 'Next question or row', single: true },
  { keys: ['k'], does: 'Previous question or row', single: true },
  {
    keys: ['1', '–', '9'],
    does: 'Answer the question that has focus; a destructive answer asks first, a group opens its list',
    single: true,
  },
  { keys: ['x'], does: 'Open or close the list of a group', single: true },
  { keys: ['t'], does: 'Take the question or group, or give it back', single: true },
  { keys: ['.'], does: 'Arrange what is new and what was answered', single: true },
  { keys: ['d'], does: 'Go to its default answer, without sending it', single: true },
  { keys: ['Enter'], does: 'Open the run of the question that has focus', single: false },
  { keys: ['Space'], does: 'Select a row; with Shift up to it', single: false },
  { keys: ['Esc'], does: 'Close, then clear the selection', single: false },
  { keys: ['?'], does: 'This list', single: true },
]

export type KeysDialogProps = { open: boolean; onOpenChange: (open: boolean) => void }

/** The list of keys. */
export function KeysDialog({ open, onOpenChange }: KeysDialogProps) {
  const [singleKeys] = useSingleKeys()
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keyboard"
      description={singleKeys ? undefined : 'Single keys are switched off in the account menu.'}
    >
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2 text-sm">
        {keys
          .filter((entry) => singleKeys || !entry.single)
          .map((entry) => (
            <div key={entry.does} className="contents">
              <dt className="flex gap-1">
                {entry.keys.map((key) => (
                  <Key key={key}>{key}</Key>
                ))}
              </dt>
              <dd>{entry.does}</dd>
            </div>
          ))}
      </dl>
    </Dialog>
  )
}
