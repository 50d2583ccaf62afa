// Types alone: what a Substrate chain has, by name.
// oxlint-disable-next-line no-unassigned-import -- as said
import '@polkadot/api/augment';
