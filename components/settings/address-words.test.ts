import { expect, test } from 'vitest'
import { parseAddress } from '@/lib/connections/address'
import { addressWords } from './address-words'

const wordsOf = (text: string) => {
  const parsed = parseAddress(text)
  if (!parsed.ok) throw new Error(parsed.because)
  return addressWords(parsed.value)
}

test('a libvirt URI is said back with everything that it sets', () => {
  expect(wordsOf('esx://root@esx01/?no_verify=1&auto_answer=1')).toEqual([
    'Understood as an ESXi host at https://esx01, user root.',
    'no_verify=1: the certificate is not checked.',
    'auto_answer=1: auto-answer on.',
  ])
})

test('plain HTTP says what it means for the password', () => {
  expect(wordsOf('http://10.0.0.5')).toContain('Plain HTTP: the password crosses the network unprotected.')
})

test('what has no effect is said', () => {
  expect(wordsOf('esx://h/?colour=red').join(' ')).toMatch(/colour/)
})
