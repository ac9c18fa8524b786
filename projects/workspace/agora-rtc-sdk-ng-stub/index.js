// agora-rtm-sdk 2.x calls require("agora-rtc-sdk-ng") when it loads and uses it for stream channels alone.
module.exports = {};
