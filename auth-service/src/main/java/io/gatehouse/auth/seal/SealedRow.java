package io.gatehouse.auth.seal;

/**
 * A value that a previous master key has sealed.
 *
 * @param place where the row lies in its table (ctid)
 * @param context as it was authenticated with
 */
@SuppressWarnings("ArrayRecordComponent") // bytes as they come and go; never compared or printed
record SealedRow(String place, String context, byte[] sealed) {}
