/**
 * What reads of the packaged user-service cost beside programs that read the same rows of the same database and do nothing
 * else. All run at the same time and are measured in turn, so that whatever else the machine does meets each of them.
 */
package io.gatehouse.bench.users;
