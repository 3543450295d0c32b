'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { pages } from '../pages/pages'
import { Key } from '../ui/badge'
import { Dialog } from '../ui/dialog'
import { takesKeys, useSingleKeys } from '../ui/preferences'

/** How long after `g` the second key may come. */
const chordMs = 1500

/** Ctrl K always; `g` and a letter, and `?`, unless single keys are switched off. They never act in a text field. */
export function useShortcuts({ onSearch, onShowKeys }: { onSearch: () => void; onShowKeys: () => void }) {
  const router = useRouter()
  const [singleKeys] = useSingleKeys()
  const chordUntil = useRef(0)
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        onSearch()
        return
      }
      if (!singleKeys || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
      if (takesKeys(event.target) || inDialog(event.target)) return
      const page = event.timeStamp < chordUntil.current ? pages.find((one) => one.key === event.key) : undefined
      chordUntil.current = event.key === 'g' ? event.timeStamp + chordMs : 0
      if (page) {
        event.preventDefault()
        router.push(page.path)
      } else if (event.key === '?') {
        event.preventDefault()
        onShowKeys()
      }
    }
    // Capture: the second key of a chord belongs to it, whatever has focus (`g` `d` on a question).
    addEventListener('keydown', press, { capture: true })
    return () => removeEventListener('keydown', press, { capture: true })
  }, [router, singleKeys, onSearch, onShowKeys])
}

const inDialog = (target: EventTarget | null) =>
  target instanceof Element && target.closest('[role="dialog"], [role="alertdialog"]') !== null

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

/** The list of keys. */
export function KeysDialog({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
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
