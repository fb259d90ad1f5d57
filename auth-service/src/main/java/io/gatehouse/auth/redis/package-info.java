/** Redis as this service reaches it: whom it takes for it. What is kept there is the affair of those who ask. */
package io.gatehouse.auth.redis;
