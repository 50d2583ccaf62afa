/** What is asked of Firefox's privileged scope about microphone and camera: expressions that give a text. */
import type { DeviceAnswer } from './browser.ts';

/** With this a browser whose microphones are real ones has a camera that it makes up. */
export const FAKE_CAMERA = 'media.getusermedia.camera.fake.force';

/** Puts that camera there or takes it away; Firefox sees it when it looks which devices there are. */
export function fakeCamera(isThere: boolean): string {
  return `Services.prefs.setBoolPref('${FAKE_CAMERA}', ${isThere}), 'done'`;
}

/** Where on the display the button of the open question is that gives this answer: `x y`, or nothing. */
export function placeOfAnswer(answer: DeviceAnswer): string {
  const name = answer === 'allow' ? 'button' : 'secondaryButton';
  return `(() => {
    for (const { PopupNotifications } of Services.wm.getEnumerator('navigator:browser')) {
      if (!PopupNotifications?.isPanelOpen) continue;
      const button = PopupNotifications.panel.firstElementChild.${name};
      const { width, height } = button.getBoundingClientRect();
      return [button.screenX + width / 2, button.screenY + height / 2].join(' ');
    }
    return '';
  })()`;
}

/** Does what the crosses beside the devices in the address bar's own panel do, for an extension and its open pages. */
export function changeDevices(choice: 'block' | 'ask', extensionId: string, page: string): string {
  return `(() => {
    const { webrtcUI } = ChromeUtils.importESModule('resource:///modules/webrtcUI.sys.mjs');
    const { principal } = WebExtensionPolicy.getByID(${JSON.stringify(extensionId)}).extension;
    for (const device of ['camera', 'microphone']) {
      Services.perms.removeFromPrincipal(principal, device);
      if (${choice === 'block'}) Services.perms.addFromPrincipal(principal, device, Services.perms.DENY_ACTION);
    }
    for (const { gBrowser } of Services.wm.getEnumerator('navigator:browser')) {
      for (const tab of gBrowser.tabs) {
        if (!tab.linkedBrowser.currentURI.spec.startsWith(${JSON.stringify(page)})) continue;
        webrtcUI.clearPermissionsAndStopSharing(['camera', 'microphone'], tab.linkedBrowser);
      }
    }
    return 'done';
  })()`;
}
