type Asked = { readonly origins: string[] };

type Changes = { addListener(listener: () => void): void };

/** The browser's permissions, as far as they matter here; what is asked may be rejected. */
export type Permissions = {
  readonly onAdded: Changes;
  readonly onRemoved: Changes;
  contains(asked: Asked): Promise<boolean>;
  request(asked: Asked): Promise<boolean>;
};

/** Whether the browser lets links of an own base be taken before they leave; without that they open their page. */
export type LinksPermission = {
  /** Looks whether it does; without an own base nobody is asked. */
  readonly look: () => Promise<void>;
  /** Asks for it. To be called in the click itself; a browser that can't be asked counts as a no. */
  readonly ask: () => Promise<void>;
};

/** Looks after the permission for the own base, whichever that is, from now on; `onLooked` hears of each look. */
export function linksPermission(
  permissions: Permissions,
  ownBase: () => string | undefined,
  onLooked: (taken: boolean) => void,
): LinksPermission {
  async function look(): Promise<void> {
    const base = ownBase();
    const taken =
      base === undefined || (await permissions.contains(originOf(base)).catch(() => false));
    // Another one may have been set meanwhile, and is looked at by itself.
    if (base === ownBase()) onLooked(taken);
  }

  const again = (): void => void look();
  permissions.onAdded.addListener(again);
  permissions.onRemoved.addListener(again);
  again();

  return {
    look,
    async ask() {
      const base = ownBase();
      if (base !== undefined) await permissions.request(originOf(base)).catch(() => false);
      await look();
    },
  };
}

function originOf(base: string): Asked {
  return { origins: [`${new URL(base).origin}/*`] };
}
