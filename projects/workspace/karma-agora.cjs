// A project of Agora's for the contract suite (projects/ngx-agora-rtm/contract). It reaches the specs as
// __karma__.config.agora, null without AGORA_APP_ID.

/** Reads the project from environment variables, which docs/contract-suite.md describes. */
exports.agoraFromEnvironment = ({ AGORA_APP_ID, AGORA_TOKEN_URL, AGORA_SERVICES = '' }) => {
  if (!AGORA_APP_ID) return null;
  const services = AGORA_SERVICES.split(',').map((name) => name.trim());
  return {
    appId: AGORA_APP_ID,
    tokenUrl: AGORA_TOKEN_URL || null,
    history: services.includes('history'),
    storage: services.includes('storage'),
  };
};
