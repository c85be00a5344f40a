import type { TextsLanguage } from '../texts'

/** Words of the form. */
export type SdkTexts = typeof en

const en = {
  title: 'Sign in to TRTC',
  lead: 'This page calls people through Tencent’s service. It needs an application of yours in the TRTC console.',
  fields: { sdkAppId: 'SDKAppID', userId: 'User ID', userSig: 'UserSig' },
  hints: {
    sdkAppId: 'The number of the application.',
    userId: 'Whom the signature was made for.',
    userSig: 'Made in the console, under “UserSig generation”. It stays in this tab.',
  },
  missing: {
    sdkAppId: 'The SDKAppID is missing: a whole number.',
    userId: 'The user ID is missing.',
    userSig: 'The UserSig is missing.',
  },
  signIn: 'Sign in',
  withoutSdk: 'Without an account, in this browser only',
}

const zhCN: SdkTexts = {
  title: '登录 TRTC',
  lead: '此页面通过腾讯云服务发起呼叫，需要您在 TRTC 控制台创建的应用。',
  fields: { sdkAppId: 'SDKAppID', userId: '用户 ID', userSig: 'UserSig' },
  hints: {
    sdkAppId: '应用的数字编号。',
    userId: '签名所对应的用户。',
    userSig: '在控制台“UserSig 生成”中获取，仅保存在此标签页。',
  },
  missing: {
    sdkAppId: '缺少 SDKAppID（整数）。',
    userId: '缺少用户 ID。',
    userSig: '缺少 UserSig。',
  },
  signIn: '登录',
  withoutSdk: '不使用账号，仅在此浏览器中试用',
}

/** The words of the form, by language. */
export const sdkTexts: Record<TextsLanguage, SdkTexts> = { en, 'zh-CN': zhCN }
