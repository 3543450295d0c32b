'use client'

import { useEffect, useRef, type MouseEvent } from 'react'

type TickBoxProps = {
  label: string
  checked: boolean
  mixed?: boolean
  /** `extend`: Shift was held. */
  onPress: (extend: boolean) => void
  tabIndex: 0 | -1
}

/** A checkbox in a dense row: 16 px for the eye, 24 and more for the pointer. */
export function TickBox({ label, checked, mixed = false, onPress, tabIndex }: TickBoxProps) {
  const box = useRef<HTMLInputElement>(null)
  useEffect(() => {
    if (box.current) box.current.indeterminate = mixed
  }, [mixed])
  const press = (event: MouseEvent) => {
    onPress(event.shiftKey)
    // Shift and a press would also select text on the page.
    if (event.shiftKey) getSelection()?.removeAllRanges()
  }
  return (
    <label className="-m-2 grid size-8 cursor-pointer place-items-center select-none max-mid:size-11">
      <input
        ref={box}
        type="checkbox"
        aria-label={label}
        checked={checked}
        // The press carries Shift, the change does not.
        onChange={() => {}}
        onClick={press}
        tabIndex={tabIndex}
        className="size-4 accent-solid"
      />
    </label>
  )
}
