/** What settings may be, beyond their types. */
package io.gatehouse.kit.configuration;
