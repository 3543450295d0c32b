import { useEffect, type RefObject } from 'react'
import { takesKeys, useSingleKeys } from '../ui/preferences'

/** `j` and `k` go from question to question, also from outside of the list. */
export function useQuestionSteps(list: RefObject<HTMLElement | null>) {
  const [singleKeys] = useSingleKeys()
  useEffect(() => {
    if (!singleKeys) return
    const press = (event: KeyboardEvent) => {
      if (event.key !== 'j' && event.key !== 'k') return
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || takesKeys(event.target)) return
      if (document.querySelector('[role="dialog"][data-state="open"]')) return
      const cards = [...(list.current?.querySelectorAll<HTMLElement>('[data-question]') ?? [])]
      const at = cards.findIndex((card) => card.contains(document.activeElement))
      const step = event.key === 'j' ? 1 : -1
      const next = at < 0 ? (step > 0 ? 0 : cards.length - 1) : at + step
      const card = cards[Math.min(cards.length - 1, Math.max(0, next))]
      if (!card) return
      event.preventDefault()
      card.focus()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [list, singleKeys])
}
