/** What a person may do about all that is kept of them, and what services tell each other to do it. */
package io.gatehouse.contracts.privacy;
