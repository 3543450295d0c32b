'use client'

import { useEffect, useState } from 'react'
import { Icon } from '../glyphs/icon'
import { Button } from './button'

/** Puts `text` on the clipboard and says so for two seconds. */
export function CopyButton({ text, label }: { text: string; label: string }) {
  const [state, setState] = useState<'rest' | 'copied' | 'refused'>('rest')
  useEffect(() => {
    if (state === 'rest') return
    const timer = setTimeout(() => setState('rest'), 2000)
    return () => clearTimeout(timer)
  }, [state])
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      // No clipboard on a page that is not served securely, or the browser said no.
      setState('refused')
    }
  }
  return (
    <>
      <Button size="small" onClick={() => void copy()} aria-label={label}>
        <Icon name={state === 'copied' ? 'check' : 'copy'} />
        {state === 'refused' ? 'Select and copy it' : state === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {state === 'copied' ? 'Copied' : ''}
      </span>
    </>
  )
}
