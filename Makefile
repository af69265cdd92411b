# Every verb a person needs; `make` alone lists them. Variables go with the verb: `make start ONLY=redis`.
#   GATEWAY_PORT=8000 DASHBOARD_PORT=8080 CONSUL_PORT=8500  where the system listens
#   ONLY="redis kafka"                                      components that are meant, for run, dev, start, stop and logs
#   SCALE="posts-service=2"                                 instances of services, for run and start
#   PROD=1                                                  the deployment for production, for deploy, undeploy, backup ...
#   SERVICE=posts-service IMAGES=0                          one service; no images: for native-build, native-test, jvm-build
#   SERVICE=posts-service DEV_PORT=5001                     one service alone, with the terminal; the first one's port: for dev
#   MODULE=feed-service                                     the tests of one module, for test
#   MUTATIONS="gateway-rate redis-other-keys"                the protections that are taken out, for mutations
#   NATIVE=1                                                native executables in place of jars: for run, start and chaos

.DEFAULT_GOAL := help
.PHONY: help run dev start stop status logs clean-data test fuzz bench bench-login chaos load dlq dlq-replay import rebuild-feed format jars native-build \
	native-test jvm-build deploy undeploy deploy-logs secrets backup restore sbom audit dependencies mutations clean

TOOLCHAIN := . deploy/local/toolchain.sh
MAVEN := $(TOOLCHAIN) && need_maven
PROGRAM := .local/program
# The name of the make that runs. A recipe with the text $(MAKE) is run even by `make -n`; with this one it is only shown.
THIS_MAKE := $(MAKE)
PACKAGED := target/packaged
STACK = "$$JAVA_HOME/bin/java" -Xmx64m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -cp '$(PROGRAM)/*' \
	org.civildiy.local.Main --project .
OPTIONS = $(if $(ONLY),--only "$(ONLY)")
JARS = --build "$(THIS_MAKE) --no-print-directory jars"
BUILD = $(if $(EXECUTABLES),--native,$(JARS))

# What a library does on the way is nothing to tell an operator of.
QUIETLY = --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
CHAOS = $(MAVEN) && "$$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -Dpackaged -pl chaos -am && \
	exec "$$JAVA_HOME/bin/java" -Xmx768m $(QUIETLY) \
	-Dorg.slf4j.simpleLogger.defaultLogLevel=error -cp 'chaos/target/*:chaos/target/lib/*'

FEED_PROGRAM = $(TOOLCHAIN) && . ./.local/stack.env && export KAFKA_HOST REDIS_URL && \
	exec "$$JAVA_HOME/bin/java" $(QUIETLY) -jar services/feed-service/target/quarkus-app/quarkus-run.jar
POSTS_PROGRAM = $(TOOLCHAIN) && . ./.local/stack.env && export MONGODB_URL KAFKA_HOST USER_NAMES='$(USER_NAMES)' && \
	exec "$$JAVA_HOME/bin/java" $(QUIETLY) -jar services/posts-service/target/quarkus-app/quarkus-run.jar
# Each service is a directory services/*-service; libraries of services have other names.
SERVICES := $(shell sh deploy/services.sh)
CHOSEN = $(or $(SERVICE),$(SERVICES))
EXECUTABLES := $(if $(filter-out 0,$(NATIVE)),$(SERVICES:%=target/native/%.artifact))

sources = $(shell find $(1) -name target -prune -o -path '*/src/test' -prune -o -type f -print 2>/dev/null)

help: ## list the verbs
	@sed -n -E 's/^([a-z-]+):[^#]*## (.*)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F '|' '{ printf "%-20s %s\n", $$1, $$2 }'

run: $(PROGRAM) $(EXECUTABLES) ## run the whole system in the foreground; Ctrl-C stops it (NATIVE=1)
	@$(TOOLCHAIN) && exec $(STACK) run $(OPTIONS) $(if $(SCALE),--scale "$(SCALE)") $(BUILD)

dev: $(PROGRAM) ## run it with the services in dev mode: what is saved is live at the next request (SERVICE=)
	@$(MAVEN) && exec $(STACK) dev $(OPTIONS) $(if $(SERVICE),--service "$(SERVICE)") $(JARS)

start: $(PROGRAM) $(EXECUTABLES) ## start it in the background, or ONLY some of it (NATIVE=1)
	@$(TOOLCHAIN) && exec $(STACK) start $(OPTIONS) $(if $(SCALE),--scale "$(SCALE)") $(BUILD)

stop: $(PROGRAM) ## stop it, or ONLY some of it
	@$(TOOLCHAIN) && exec $(STACK) stop $(OPTIONS)

status: $(PROGRAM) ## show what runs, and where
	@$(TOOLCHAIN) && exec $(STACK) status

logs: $(PROGRAM) ## show the logs, or ONLY some of them; on a terminal, follow them
	@$(TOOLCHAIN) && exec $(STACK) logs $(OPTIONS)

clean-data: $(PROGRAM) ## forget all data: users, posts, streams, keys
	@$(TOOLCHAIN) && exec $(STACK) clean-data

test: $(PROGRAM) ## run every test: format, unit, service, acceptance (MODULE=feed-service: those of one module)
ifdef MODULE
	@$(MAVEN) && exec sh deploy/local/test-module.sh '$(MODULE)'
else
	@$(MAVEN) && STACK_PROGRAM='$(PROGRAM)' PACKAGED='$(PACKAGED)' SERVICES='$(SERVICES)' exec sh deploy/local/test-all.sh
endif

fuzz: $(PROGRAM) $(PACKAGED) ## fuzz all services by their OpenAPI documents, in a stack of their own (FUZZ_EXAMPLES=100, FUZZ_SEED=1)
	@$(MAVEN) && FUZZ_EXAMPLES='$(or $(FUZZ_EXAMPLES),100)' FUZZ_SEED='$(or $(FUZZ_SEED),1)' exec "$$MVN" --quiet --batch-mode verify \
		-pl acceptance -am -Dpackaged -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FuzzTest

bench: ## measure the running system through its gateway (GATEWAY_URL, POSTS=200)
	@$(MAVEN) && "$$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -pl benchmarks && \
		"$$JAVA_HOME/bin/java" -cp 'benchmarks/target/*:benchmarks/target/lib/*' org.civildiy.benchmarks.PostToVisible \
		"$${GATEWAY_URL:-http://localhost:$${GATEWAY_PORT:-8000}}" $(or $(POSTS),200)

bench-login: ## measure logins: do their times tell accounts apart, and what does a flood do to others (the local stack)
	@$(MAVEN) && . ./.local/stack.env && "$$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -pl benchmarks && \
		for benchmark in LoginTimes LoginFlood; do "$$JAVA_HOME/bin/java" -cp 'benchmarks/target/*:benchmarks/target/lib/*' \
		org.civildiy.benchmarks.$$benchmark "$$GATEWAY_URL" $(or $(LOGINS),200) "$$CONSUL_URL" || exit; done

chaos: $(PACKAGED) $(EXECUTABLES) ## break each part under load and check that nothing is lost (DURATION=2m, CLIENTS=32, SEED=, FAULTS=, NATIVE=1)
	@$(CHAOS) org.civildiy.chaos.Chaos

load: $(PACKAGED) ## 10,000 posts at once, and Kafka away for 60 s under 100 writes/s: the streams still equal the store
	@$(CHAOS) org.civildiy.chaos.Load

deploy: ## run it on Docker Compose; builds images that are missing (KIND=jvm for those on the JVM, PROD=1 for production)
	@MAKE='$(THIS_MAKE)' PROD='$(PROD)' KIND='$(KIND)' exec sh deploy/deploy.sh up

undeploy: ## stop what `make deploy` started; its data stay in their volumes
	@PROD='$(PROD)' KIND='$(KIND)' exec sh deploy/deploy.sh down

deploy-logs: ## follow the logs of what `make deploy` started
	@PROD='$(PROD)' KIND='$(KIND)' exec sh deploy/deploy.sh logs

secrets: ## write the passwords, keys and tokens of a production deployment, where they are not there yet
	@exec sh deploy/secrets.sh

backup: ## copy all data of a deployment, as one set that belongs together (TO=directory, PROD=1)
	@PROD='$(PROD)' KIND='$(KIND)' exec sh deploy/backup.sh to $(TO)

restore: ## replace all data of a deployment by those of a backup (FROM=directory, PROD=1)
	@PROD='$(PROD)' KIND='$(KIND)' exec sh deploy/backup.sh from $(FROM)

dlq: $(PACKAGED) ## list the dead letters of the running system
	@$(FEED_PROGRAM) dlq

dlq-replay: $(PACKAGED) ## send the dead letters again, after what could not read them was mended
	@$(FEED_PROGRAM) dlq-replay

import: $(PACKAGED) ## bring the posts of an old system into the stream (USER_NAMES=users.csv, lines id,name)
	@$(POSTS_PROGRAM) import

rebuild-feed: $(PACKAGED) ## build the streams of the running system anew from the topic, and show how far it is
	@$(FEED_PROGRAM) rebuild-feed

format: ## write all Java in the one format
	@$(MAVEN) && exec "$$MVN" --quiet spotless:apply

jars: $(PACKAGED) ## package the services, where anything has changed

native-build: ## build native executables and images of them (SERVICE=, IMAGES=0, NATIVE_MEMORY=5g)
	@$(MAVEN) && IMAGES='$(IMAGES)' exec sh deploy/images/build.sh native $(CHOSEN)

native-test: $(CHOSEN:%=target/native/%.artifact) ## test the native executables as black boxes (SERVICE=)
	@$(MAVEN) && exec sh deploy/images/native-test.sh $(CHOSEN)

jvm-build: ## build images that run on the JVM, started from a cache (SERVICE=, IMAGES=0)
	@$(MAVEN) && IMAGES='$(IMAGES)' exec sh deploy/images/build.sh jvm $(CHOSEN)

sbom: ## list what the services are made of in target/bom.json (CycloneDX)
	@$(MAVEN) && "$$MVN" --quiet --batch-mode package org.cyclonedx:cyclonedx-maven-plugin:makeAggregateBom \
		-Dmaven.test.skip=true -pl '!acceptance,!benchmarks,!chaos,!deploy/checks' && echo 'target/bom.json'

dependencies: ## check that each module declares the libraries that it uses, and no others
	@$(MAVEN) && exec "$$MVN" --quiet --batch-mode --fail-at-end test-compile dependency:analyze-only

mutations: $(PROGRAM) ## take out one protection after the other and check that its test fails; takes hours (MUTATIONS="auth-jti-of-a-clock")
	@$(MAVEN) && exec sh deploy/checks/mutations/mutations.sh $(MUTATIONS)

audit: sbom $(PROGRAM) ## ask the OSV database for known vulnerabilities of what is in target/bom.json; needs a network
	@$(TOOLCHAIN) && exec $(STACK) audit target/bom.json

clean: ## delete everything that was built, but no data
	rm -rf target */target services/*/target deploy/*/target $(PROGRAM)

$(PACKAGED): $(call sources,pom.xml .mvn event-schema services)
	@$(MAVEN) && "$$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -pl '!acceptance,!chaos'
	@mkdir -p $(@D) && touch $@

target/native/%.artifact: $(call sources,pom.xml .mvn event-schema services)
	@$(MAVEN) && IMAGES=0 exec sh deploy/images/build.sh native $*

# The program is run from a copy, so that a build does not change it while it runs.
$(PROGRAM): $(call sources,pom.xml .mvn deploy/local)
	@echo "building the local stack's program"
	@$(MAVEN) && "$$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -pl deploy/local
	@rm -rf $@ && mkdir -p $@ && cp deploy/local/target/*.jar deploy/local/target/lib/*.jar $@
