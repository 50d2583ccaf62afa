/** The native-messaging name of the host, as its manifests and `connectNative` spell it. */
export const HOST_NAME = 'io.staex.copybara';

/** The id of the extension on Firefox (`browser_specific_settings.gecko.id`). */
export const FIREFOX_EXTENSION_ID = 'copybara@staex.io';

/** The public key that fixes the extension's id on Chromium (manifest `key`); its private half was never kept. */
export const CHROMIUM_MANIFEST_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA7I22n/wp3LEgAdOCm4/xoOGnasWSzT5zGLAQJ0DnGjVXC60jeGcSNZjAtKJQsZujq6d0mRoATRJMBG4/kfu7N6vtnhztNZ8zd8N59tawDZM7sAlLoPAfUtUosSncZY4Br07r7SC/Ae86nlqmrurptC9PFdiAAJ2IZTJDTvzlJ3QiOan+jsFZmR7FsH96XswmWwsdZbdi5e7bzbNHdW3vD9jAleoshDdE+wdMwj7mM18VmtfN6HO4gJGg/XisHAxdQjw7xy2QCEzyethTQbr5knNGVHLjVyirvQMZzmNQGUF0SKuTO6cEPQv8FJuUChHBbS5Ug4ik7uUbuChFxz/BfQIDAQAB';

/** The id that follows from `CHROMIUM_MANIFEST_KEY`: the first 128 bits of its SHA-256, hex digits shifted to a-p. */
export const CHROMIUM_EXTENSION_ID = 'fkaggeeffafjinlghedadaepdjjcided';

/** The file of the names page, beside that of the host. */
export const NAMES_PAGE_FILE = 'names-page.html';
/** The host of the names page. Browsers take `*.localhost` to this machine without asking anybody (RFC 6761, section 6.3). */
export const NAMES_PAGE_HOST = 'names.copybara.localhost';
/** The port of the names page on 127.0.0.1: always this one, since a wallet's permission belongs to host and port. */
export const NAMES_PAGE_PORT = 9379;
/** The origin that wallets see. */
export const NAMES_PAGE_ORIGIN = `http://${NAMES_PAGE_HOST}:${NAMES_PAGE_PORT}`;
