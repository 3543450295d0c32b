'use client'

import { useRouter } from 'next/navigation'
import { useAccount, useConsoleActions } from '../console/console-context'
import { roleWords } from '../console/role-words'
import { signOutOf } from '../console/sign-out'
import { Icon } from '../glyphs/icon'
import { pages } from '../pages/pages'
import { Menu, MenuCheck, MenuChoice, MenuItem, MenuLabel, MenuLine } from '../ui/menu'
import { useSingleKeys, useTheme, type Theme } from '../ui/preferences'

const themes: { value: Theme; label: string }[] = [
  { value: 'system', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
]

/** Who is signed in, how the console looks and listens, and the way out. */
export function AccountMenu({ onShowKeys }: { onShowKeys: () => void }) {
  const account = useAccount()
  const actions = useConsoleActions()
  const router = useRouter()
  const [theme, setTheme] = useTheme()
  const [singleKeys, setSingleKeys] = useSingleKeys()
  const signOut = async () => {
    await signOutOf(actions)
  }
  return (
    <Menu
      label="Account"
      trigger={
        <button
          type="button"
          aria-label={`Account: ${account.name}`}
          className="flex h-9 items-center gap-2 rounded-md pr-1 pl-2 text-sm hover:bg-hover max-mid:order-3 max-mid:h-11 max-mid:w-11 max-mid:justify-center max-mid:p-0"
        >
          <Icon name="user" />
          <span className="max-w-40 truncate max-wide:hidden">{account.name}</span>
          <Icon name="chevronDown" className="max-mid:hidden" />
        </button>
      }
    >
      <MenuLabel>
        {account.name}, {roleWords[account.role].word}
      </MenuLabel>
      <MenuLine />
      <div className="mid:hidden">
        {pages
          .filter((page) => !page.phone)
          .map((page) => (
            <MenuItem key={page.path} icon={<Icon name={page.icon} />} onSelect={() => router.push(page.path)}>
              {page.label}
            </MenuItem>
          ))}
        <MenuItem icon={<Icon name="wall" />} onSelect={() => window.open('/wall', '_blank', 'noreferrer')}>
          Wall
        </MenuItem>
        <MenuLine />
      </div>
      <MenuChoice label="Colours" value={theme} options={themes} onChange={setTheme} />
      {/* A phone has no keys. */}
      <div className="max-mid:hidden">
        <MenuLine />
        <MenuCheck checked={singleKeys} onChange={setSingleKeys} hint="Such as j, k and 1 to 9. Ctrl K always works.">
          Single-key shortcuts
        </MenuCheck>
        <MenuItem icon={<Icon name="key" />} onSelect={onShowKeys}>
          Keyboard
        </MenuItem>
      </div>
      <MenuLine />
      <MenuItem icon={<Icon name="lock" />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
  )
}
