'use client'

import { onlySeen } from '@/lib/names/unseen'
import { Field, TextInput } from '../../ui/field'
import { Notice } from '../../ui/notice'

type RiskFieldProps = {
  /** Why the host could be cut off. */
  risk: string
  name: string
  typed: string
  onTyped: (typed: string) => void
  error: string | undefined
}

/** What could cut the host off, and the name that has to be typed first. */
export function RiskField({ risk, name, typed, onTyped, error }: RiskFieldProps) {
  return (
    <div className="grid gap-3">
      <Notice tone="fail" role="alert">
        {risk}
      </Notice>
      <Field
        error={error}
        label={
          <>
            Type{' '}
            <strong className="font-semibold wrap-anywhere whitespace-pre-wrap">
              <bdi>{onlySeen(name)}</bdi>
            </strong>{' '}
            to do it all the same
          </>
        }
      >
        {(control) => (
          <TextInput
            {...control}
            value={typed}
            onChange={(event) => onTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            dir="auto"
          />
        )}
      </Field>
    </div>
  )
}
