export const themeKey = 'andon.theme'

/** Sets the theme before the first paint; runs as an inline script, so it stands on its own. */
export const themeScript = `try{var t=localStorage.getItem('${themeKey}');if(t==='light'||t==='dark')document.documentElement.dataset.theme=t}catch(e){}`
