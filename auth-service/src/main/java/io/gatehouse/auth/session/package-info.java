/**
 * Sessions and the refresh tokens that keep them alive. Owns {@code session} and {@code refresh_token}, and the one rule
 * on which all rests: a refresh token is exchanged once, whoever asks and at whichever instance. How a person proves who
 * they are is left to {@code account}.
 */
package io.gatehouse.auth.session;
