/**
 * Applies what the address says about the look: `?theme=dark`, `?dir=rtl`, `?density=-2`. So that a look can be linked to, and
 * photographed.
 */
export function followPageSettings({ documentElement, location }: Document): void {
  const settings = new URLSearchParams(location.search);
  documentElement.dir = settings.get('dir') === 'rtl' ? 'rtl' : 'ltr';
  const theme = settings.get('theme');
  if (theme === 'dark' || theme === 'light') documentElement.style.colorScheme = theme;
  const density = settings.get('density');
  if (density !== null) documentElement.style.setProperty('--rtm-density', density);
}
