package io.gatehouse.auth;

import io.gatehouse.local.test.PostgresTestResource;
import io.gatehouse.local.test.RedisTestResource;
import io.gatehouse.local.test.SmtpTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;

/** The servers of every test here. Quarkus finds this class by its annotations. */
@QuarkusTestResource(
        value = PostgresTestResource.class,
        initArgs = {@ResourceArg(name = "schema", value = "auth"), @ResourceArg(name = "role", value = "gatehouse_auth")
        })
@QuarkusTestResource(RedisTestResource.class)
@QuarkusTestResource(SmtpTestResource.class)
class TestServers {}
