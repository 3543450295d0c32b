import { expect, test } from 'vitest'
import { ownPath } from './pages'

test.each([
  ['/vms?connection=esx-1', '/vms?connection=esx-1'],
  ['/runs/4176', '/runs/4176'],
  [undefined, '/'],
  ['', '/'],
  ['https://elsewhere.example/', '/'],
  ['//elsewhere.example/', '/'],
  ['/\\elsewhere.example/', '/'],
  ['/\t/elsewhere.example', '/'],
  ['javascript:alert(1)', '/'],
  ['/vms/..//elsewhere.example/', '/'],
  ['/sign-in?next=/sign-in', '/'],
])('after signing in, %s leads to %s', (given, path) => expect(ownPath(given)).toBe(path))
