/**
 * Tokens made once with `agora-token`, for alice and the App ID of the scripts, with an invented
 * certificate. Scripts run in a page, where that package does not; and no SDK can check the signature.
 */
const made = {
  ofThisApp:
    '007eJxTYHitcsG+wH1j7NUD3fennn6y+uJh/bW3+d6IBqU+f9FqLX5VgcHA0MjYxNTM3MIyMSk5JTUNne9wkylbgI+BoXl+GhMjAxMDIwMjA4jPypCYk5mcCgDioyC2',
  expired:
    '007eJxTYOAJdmCZqW7yIi/8xLnpTmLvnLuqttTtMdv3u+HZobM1+f8UGAwMjYxNTM3MLSwTk5JTUtPQ+QwPueNsGBgYZDxFGBkZmBgYGRgZQHxWhsSczORUABEIHgI=',
  ofAnotherUser:
    '007eJxTYNjTulrj0rd0M73G60nTM41cpqxurlDM8Sy/e2zLqx38zqkKDAaGRsYmpmbmFpaJSckpqWnofIebTNkCfAwMbxyXsTIyMDEwMjAygPjsDLmJOTn5RZUAawgfuQ==',
  forCallsOnly:
    '007eJxTYBDQiyj/d6B5tcCkjVXcZYyzV/l3sb0JV99+OdlJnfFidZMCg4GhkbGJqZm5hWViUnJKaho63+EmU7YAHwNDw5tZjIwMEAjiszMkZyTm5aXmsDIk5mQmpwIAkl4fsA==',
  forCallsToo:
    '007eJxTYBB/f3mLjLpBUYLs98Q//06eV81ccd958gqriniGiXMvzgtRYDAwNDI2MTUzt7BMTEpOSU1D5zvcZMoW4GNg+LXwPSsTAyMYgvjsDMkZiXl5qTmsDIk5mcmpTHAZqAAA1OAk0Q==',
  withoutPrivilege:
    '007eJxTYPDNaLRitfxvPt3277LGuICqrzHWyvbL2Xm+1M3emtqVP1WBwcDQyNjE1MzcwjIxKTklNQ2d73CTKVuAj4HBoP4NIyMDEwMDAytDYk5mcioA7I0crA==',
  ofAnotherApp:
    '007eJxTYMjasPi96yLNIzYVmTKRu57en39gbmXgy9a/Wb9V9xpfmVuiwJBGADjcZMoW4GNg8L+vxcrIwMTAyMDIAOKzMiTmZCanAgCGrCRI',
} as const;

/** What may be given as a token. */
export const tokens: readonly (readonly [label: string, token: unknown])[] = [
  ['undefined', undefined],
  ['null', null],
  ['an empty text', ''],
  ['the App ID itself', '0123456789abcdef0123456789abcdef'],
  ['another App ID', 'f'.repeat(32)],
  ['a number', 5],
  ['true', true],
  ['an object', {}],
  ['an array', []],
  ['garbage', 'garbage'],
  ['one space', ' '],
  ['2100 letters', 'x'.repeat(2_100)],
  ['the version alone', '007'],
  ['the version and garbage', '007garbage'],
  ['the version and no base64', '007!!!!'],
  ['a token of version 006', `006${made.ofThisApp.slice(3)}`],
  ['a token with a space before it', ` ${made.ofThisApp}`],
  ['the first half of a token', made.ofThisApp.slice(0, 60)],
  ['a token of this App ID', made.ofThisApp],
  ['an expired token', made.expired],
  ['a token of another user', made.ofAnotherUser],
  ['a token for calls only', made.forCallsOnly],
  ['a token for calls too', made.forCallsToo],
  ['a token without a privilege', made.withoutPrivilege],
  ['a token of another App ID', made.ofAnotherApp],
];
