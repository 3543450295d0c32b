'use client'

import { useEffect, useState } from 'react'

const settlesMs = 400

/** A value that changes with each key, when no key has come for a moment. */
export function useSettled<Value>(value: Value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), settlesMs)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
