/*
 * With a `pages` folder beside `app`, Next has its hooks of the app router return null as well, for components that both
 * routers use. Here `pages` has one API route and no page, so this empty file stands in for those declarations
 * (`typeRoots` in tsconfig.json finds it first).
 */
export {}
