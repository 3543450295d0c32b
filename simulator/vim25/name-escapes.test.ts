import { expect, test } from 'vitest'
import {
  datastoreItem,
  inventoryName,
  plainAnnotation,
  plainDisplayName,
  plainInventoryName,
  vmxAnnotation,
  vmxDisplayName,
} from './name-escapes'

// Vectors published with libvirt's tests (esxutilstest.c); the right column is what VMware's own datastores hold.
test.each([
  ['normal', 'normal'],
  ['Aä1ö2ü3ß4#5~6!7§8/9%Z', 'A+w6Q-1+w7Y-2+w7w-3+w58-4+Iw-5+fg-6+IQ-7+wqc-8+JQ-2f9+JQ-25Z'],
  ['標準語', '+5qiZ5rqW6Kqe'],
  ['!"#$%&\'()*+,-./0123456789:;<=>?', "+IQ-_+IyQl-25+Jg-'()_+Kw-,-.+JQ-2f0123456789_+Ow-_+PQ-__"],
  ['A쿀Z', 'A+7L+A-Z'],
  ['!쿀A', '+Iey,gA-A'],
  ['~~~', '+fn5+'],
  ['~~~A', '+fn5+-A'],
  ['vvv<A"B"C>zzz', 'vvv_A_B_C_zzz'],
])('datastore item of %s', (plain, item) => {
  expect(datastoreItem(plain)).toBe(item)
})

test('inventory names carry percent, slash and backslash as lower-case codes and come back', () => {
  expect(inventoryName('50% a/b\\c')).toBe('50%25 a%2fb%5cc')
  for (const name of ['100%|"/\\', 'café-01', 'db%2fprimary'])
    expect(plainInventoryName(inventoryName(name))).toBe(name)
})

test('displayName takes the pipe scheme before the percent scheme', () => {
  expect(vmxDisplayName('100%|"/\\')).toBe('100%25|7c|22%2f%5c')
  expect(plainDisplayName('100%25|7c|22%2f%5c')).toBe('100%|"/\\')
})

test('an annotation keeps its lines in one VMX value', () => {
  expect(vmxAnnotation('owner: "ops"\nuntil | May')).toBe('owner: |22ops|22|0Auntil |7c May')
  expect(plainAnnotation('owner: |22ops|22|0Auntil |7c May')).toBe('owner: "ops"\nuntil | May')
})
