'use client'

import type { ComponentProps } from 'react'
import { TextInput } from '../ui/field'

type PlainNameInputProps = Omit<ComponentProps<typeof TextInput>, 'onChange'> & { onChange: (name: string) => void }

/** A name that is written as it is, by no keyboard's help: of an account, of a token. */
export const PlainNameInput = ({ onChange, ...props }: PlainNameInputProps) => (
  <TextInput
    {...props}
    maxLength={100}
    autoComplete="off"
    autoCapitalize="none"
    spellCheck={false}
    onChange={(event) => onChange(event.target.value)}
  />
)
