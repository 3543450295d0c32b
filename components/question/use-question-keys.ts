'use client'

import { useRouter } from 'next/navigation'
import type { KeyboardEvent } from 'react'
import { takesKeys, useSingleKeys } from '../preferences/preferences'

/** `1`-`9` press an answer (a destructive one asks), `d` goes to the default without sending it, Enter opens the run. */
export function useQuestionKeys(href: string) {
  const [singleKeys] = useSingleKeys()
  const router = useRouter()
  return (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
    const card = event.currentTarget
    if (event.key === 'Enter' && event.target === card) {
      event.preventDefault()
      router.push(href)
      return
    }
    if (!singleKeys) return
    const wanted = /^[1-9]$/.test(event.key)
      ? `[data-choice="${event.key}"]`
      : event.key === 'd'
        ? '[data-default]'
        : ''
    const button = wanted ? card.querySelector<HTMLButtonElement>(wanted) : null
    if (!button) return
    event.preventDefault()
    if (event.key === 'd') button.focus()
    else button.click()
  }
}
