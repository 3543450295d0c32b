// @vitest-environment jsdom
import { render } from '@testing-library/react'
import { expect, test } from 'vitest'
import { Name } from './name'
import { Said } from './said'

const html = (text: string) => render(<Said>{text}</Said>).container.innerHTML

test('what is written from right to left in a sentence keeps to itself', () => {
  expect(html('Delete "שרת 7 ב" and 3 files?')).toBe('Delete "<bdi>שרת 7 ב</bdi>" and 3 files?')
  expect(html('Power off: خادم-١ (web)')).toBe('Power off: <bdi>خادم-١</bdi> (web)')
  expect(html('nothing of it')).toBe('nothing of it')
})

test('what turns the direction of writing is shown, in a sentence and in a name', () => {
  expect(html('Delete invoice\u202egpj.exe?')).toBe('Delete invoice⟨U+202E⟩gpj.exe?')
  const { container } = render(<Name name={'a\u202eb'} storedName={'a\u202eb%2f'} />)
  expect(container.textContent).toBe('a⟨U+202E⟩ba⟨U+202E⟩b%2f')
})
