'use client'

import type * as Parts from './menu-parts'
import { useFirstPress, type Trigger } from './first-press'
import { later } from './later'

const menuParts = () => import('./menu-parts')

const OpenMenu = later<Parts.OpenMenuProps>(() => menuParts().then((parts) => parts.OpenMenu))

type MenuProps = Omit<Parts.OpenMenuProps, 'byKey' | 'trigger'> & { trigger: Trigger }

/** A menu of actions under its trigger. */
export function Menu(props: MenuProps) {
  const { first, alone } = useFirstPress(props.trigger, 'menu')
  return first ? <OpenMenu {...props} byKey={first.byKey} meanwhile={alone} /> : alone
}

/** One action of a menu. */
export const MenuItem = later<Parts.ItemProps>(() => menuParts().then((parts) => parts.MenuItem))

/** A link in a menu: where it leads is the browser's business, such as a download. */
export const MenuLink = later<Parts.LinkProps>(() => menuParts().then((parts) => parts.MenuLink))

const Choice = later<Parts.ChoiceProps>(() => menuParts().then((parts) => parts.MenuChoice))

/** A choice of one inside a menu. */
export const MenuChoice = <T extends string>({ options, onChange, ...rest }: Parts.ChoiceProps<T>) => (
  <Choice
    {...rest}
    options={options}
    onChange={(next) => {
      const option = options.find(({ value }) => value === next)
      if (option) onChange(option.value)
    }}
  />
)

/** Something that is on or off inside a menu. */
export const MenuCheck = later<Parts.CheckProps>(() => menuParts().then((parts) => parts.MenuCheck))

export const MenuLabel = later<Parts.LabelProps>(() => menuParts().then((parts) => parts.MenuLabel))

export const MenuLine = later<object>(() => menuParts().then((parts) => parts.MenuLine))
