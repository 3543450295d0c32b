'use client'

import {
  cloneElement,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type FocusEvent,
  type PointerEvent,
  type ReactElement,
  type ReactNode,
} from 'react'
import { createPortal } from 'react-dom'
import { overlaysPlace } from './overlays'

/** A pointer that only passes shows nothing. */
const showAfterMs = 400
/** The way from what it is about to the text itself. */
const hideAfterMs = 100
const gap = 6
const edge = 8

type TriggerProps = {
  onPointerEnter?: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave?: (event: PointerEvent<HTMLElement>) => void
  onPointerDown?: (event: PointerEvent<HTMLElement>) => void
  onFocus?: (event: FocusEvent<HTMLElement>) => void
  onBlur?: (event: FocusEvent<HTMLElement>) => void
}

type TooltipProps = {
  /** Only repeats what the trigger's accessible name or description already says. Undefined: there is nothing to say now. */
  text: ReactNode
  children: ReactElement<TriggerProps>
}

/** Shows `text` above its trigger, or below where there is no room, while that is hovered or has the focus of a keyboard. */
export function Tooltip({ text, children }: TooltipProps) {
  const [of, setOf] = useState<DOMRect>()
  /** What it is about to be, unless something else comes before. */
  const [soon, setSoon] = useState<{ of: DOMRect | undefined; ms: number }>()
  useEffect(() => {
    if (!soon) return
    const timer = setTimeout(() => setOf(soon.of), soon.ms)
    return () => clearTimeout(timer)
  }, [soon])
  const setNow = (next: DOMRect | undefined) => {
    setSoon(undefined)
    setOf(next)
  }
  const { props } = children
  const heard: TriggerProps = {
    onPointerEnter: (event) => {
      props.onPointerEnter?.(event)
      const { currentTarget, pointerType } = event
      if (pointerType !== 'touch') setSoon({ of: currentTarget.getBoundingClientRect(), ms: showAfterMs })
    },
    onPointerLeave: (event) => {
      props.onPointerLeave?.(event)
      setSoon({ of: undefined, ms: hideAfterMs })
    },
    onPointerDown: (event) => {
      props.onPointerDown?.(event)
      setNow(undefined)
    },
    onFocus: (event) => {
      props.onFocus?.(event)
      const { currentTarget } = event
      if (currentTarget.matches(':focus-visible')) setNow(currentTarget.getBoundingClientRect())
    },
    onBlur: (event) => {
      props.onBlur?.(event)
      setNow(undefined)
    },
  }
  return (
    <>
      {text === undefined ? children : cloneElement(children, heard)}
      {of && text !== undefined && (
        <Tip text={text} of={of} onHide={() => setNow(undefined)} onStay={() => setSoon(undefined)} />
      )}
    </>
  )
}

type TipProps = { text: ReactNode; of: DOMRect; onHide: () => void; onStay: () => void }

function Tip({ text, of, onHide, onStay }: TipProps) {
  const box = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const { style, offsetWidth, offsetHeight } = box.current ?? {}
    if (!style || offsetWidth === undefined || offsetHeight === undefined) return
    const above = of.top - gap - offsetHeight
    const middle = of.left + (of.width - offsetWidth) / 2
    style.top = `${above >= edge ? above : of.bottom + gap}px`
    style.left = `${Math.max(edge, Math.min(middle, innerWidth - offsetWidth - edge))}px`
  }, [of])
  useEffect(() => {
    const press = ({ key }: KeyboardEvent) => key === 'Escape' && onHide()
    document.addEventListener('keydown', press)
    // It stays where it is, and what it is about does not.
    document.addEventListener('scroll', onHide, { capture: true })
    return () => {
      document.removeEventListener('keydown', press)
      document.removeEventListener('scroll', onHide, { capture: true })
    }
  })
  return createPortal(
    <div
      ref={box}
      role="tooltip"
      onPointerEnter={onStay}
      onPointerLeave={onHide}
      className="fixed top-0 left-0 z-60 max-w-80 rounded-md bg-solid px-2 py-1 text-xs text-solid-ink shadow-pop"
    >
      {text}
    </div>,
    overlaysPlace() ?? document.body,
  )
}
