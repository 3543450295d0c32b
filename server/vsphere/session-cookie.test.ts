import { expect, test } from 'vitest'
import { readSessionCookie } from './session-cookie'

test('the cookie is found quoted or not, in any capitals, among others, and goes back as it was written', () => {
  expect(readSessionCookie('vmware_soap_session="015fe217-47abbf"; Path=/; HttpOnly; Secure;')).toBe(
    'vmware_soap_session="015fe217-47abbf"',
  )
  expect(readSessionCookie(['a=b', 'VMWARE_SOAP_SESSION=52ac; path=/'])).toBe('VMWARE_SOAP_SESSION=52ac')
  expect(readSessionCookie(' vmware_soap_session = a=b ')).toBe('vmware_soap_session=a=b')
})

test('an absent or emptied cookie is none', () => {
  for (const header of [undefined, [], 'other=1', 'vmware_soap_session=""; Max-Age=0', 'vmware_soap_session', ';;']) {
    expect(readSessionCookie(header)).toBeUndefined()
  }
})
